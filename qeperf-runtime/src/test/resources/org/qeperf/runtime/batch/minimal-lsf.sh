#!/bin/bash
#BSUB -J test
#BSUB -n 4
#BSUB -R "span[ptile=4]"
#BSUB -R "affinity[core(1)]"

export OMP_NUM_THREADS=1

mpirun -np 4 --map-by ppr:4:node:PE=1 --bind-to core pw.x -in pw.in
