#!/bin/bash
#PBS -N test
#PBS -l select=1:ncpus=4:mpiprocs=4:ompthreads=1
#PBS -l place=scatter
#PBS -j oe

cd "$PBS_O_WORKDIR" || exit 1

export OMP_NUM_THREADS=1

mpirun -np 4 --map-by ppr:4:node:PE=1 --bind-to core pw.x -in pw.in
