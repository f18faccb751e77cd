#!/bin/bash
#BSUB -J silicon_relax
#BSUB -P project-1
#BSUB -q booster
#BSUB -nnodes 2
#BSUB -R "rusage[mem=480GB]"
#BSUB -gpu "num=4"
#BSUB -x
#BSUB -W 25:00
#BSUB -o job.out
#BSUB -e job.err

# MODULES BEGIN leonardo-booster qe
module purge
module load quantum-espresso/7.2
# MODULES END

export OMP_NUM_THREADS=8
export OMP_PLACES=cores
export OMP_PROC_BIND=close
export ESPRESSO_TMPDIR='/scratch/my run'
export OMP_STACKSIZE=512m

jsrun -n 2 -r 1 -a 4 -c 32 -g 4 -b packed:8 apptainer exec --nv qe.sif pw.x -nk 4 < 'it'\''s pw.in' > pw.out
