#!/bin/bash
#PBS -N silicon_relax
#PBS -A project-1
#PBS -q booster
#PBS -l select=2:ncpus=32:mpiprocs=4:ompthreads=8:ngpus=4:mem=480gb
#PBS -l place=scatter:exclhost
#PBS -l walltime=25:00:00
#PBS -o job.out
#PBS -e job.err

cd "$PBS_O_WORKDIR" || exit 1

# MODULES BEGIN leonardo-booster qe
module purge
module load quantum-espresso/7.2
# MODULES END

export OMP_NUM_THREADS=8
export OMP_PLACES=cores
export OMP_PROC_BIND=close
export I_MPI_PIN_DOMAIN=omp
export ESPRESSO_TMPDIR='/scratch/my run'
export OMP_STACKSIZE=512m

mpiexec -n 8 -ppn 4 apptainer exec --nv qe.sif pw.x -nk 4 < 'it'\''s pw.in' > pw.out
