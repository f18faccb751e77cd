#!/bin/bash
#$ -S /bin/bash
#$ -cwd
#$ -N test
#$ -pe mpi 4
#$ -j y

export OMP_NUM_THREADS=1

mpirun -np 4 --map-by ppr:4:node:PE=1 --bind-to core pw.x -in pw.in
