#!/bin/bash
#SBATCH --job-name=test
#SBATCH --nodes=1
#SBATCH --ntasks-per-node=4
#SBATCH --cpus-per-task=1

export OMP_NUM_THREADS=1

mpirun -np 4 --map-by ppr:4:node:PE=1 --bind-to core pw.x -in pw.in
