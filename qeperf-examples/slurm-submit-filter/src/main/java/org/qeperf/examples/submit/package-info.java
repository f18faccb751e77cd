/** What {@code sbatch} runs, through Slurm's plug-in {@code cli_filter/lua}, for each script that starts pw.x. */
package org.qeperf.examples.submit;
