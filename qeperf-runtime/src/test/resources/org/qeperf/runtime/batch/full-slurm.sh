#!/bin/bash
#SBATCH --job-name="silicon relax"
#SBATCH --account=project-1
#SBATCH --partition=booster
#SBATCH --qos=normal
#SBATCH --constraint="gpu&a100"
#SBATCH --nodes=2
#SBATCH --ntasks-per-node=4
#SBATCH --cpus-per-task=8
#SBATCH --gpus-per-node=4
#SBATCH --mem=480G
#SBATCH --exclusive
#SBATCH --time=1-01:00:00
#SBATCH --output=job.out
#SBATCH --error=job.err

# MODULES BEGIN leonardo-booster qe
module purge
module load quantum-espresso/7.2
# MODULES END

export OMP_NUM_THREADS=8
export OMP_PLACES=cores
export OMP_PROC_BIND=close
export SRUN_CPUS_PER_TASK=8
export ESPRESSO_TMPDIR='/scratch/my run'
export OMP_STACKSIZE=512m

srun --cpu-bind=cores apptainer exec --nv qe.sif pw.x -nk 4 < 'it'\''s pw.in' > pw.out
