#!/bin/bash
#$ -S /bin/bash
#$ -cwd
#$ -N silicon_relax
#$ -P project-1
#$ -q booster
#$ -pe mpi-64 64
#$ -l h_vmem=15G
#$ -l gpu=4
#$ -l exclusive=true
#$ -l h_rt=25:00:00
#$ -o job.out
#$ -e job.err

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
