#!/bin/bash
#SBATCH --nodes=1
#SBATCH --ntasks-per-node=4
#SBATCH --time=24:00:00
export OMP_NUM_THREADS=1
srun pw.x -nk 3 -in si.in
