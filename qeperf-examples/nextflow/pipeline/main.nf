// Runs pw.x on each input with the cores, memory and time that qeperf advises.
include { qeperf } from 'plugin/nf-qeperf'

params.inputs = ["$projectDir/../../silicon/si.in", "$projectDir/dimer.in"]
params.pseudo = "$projectDir/../../silicon"
params.starved = '' // name of an input that gets too little memory at its first attempt

process PW {
    tag "${input.baseName}"
    cpus { qeperf(input).cpus }
    memory { starved(input, task.attempt) ? 64.MB : qeperf(input, task.attempt).memory }
    time { qeperf(input, task.attempt).time }
    errorStrategy { task.exitStatus == 137 ? 'retry' : 'terminate' }
    maxRetries 2

    input:
    path input

    output:
    path "${input.baseName}.out"

    script:
    def ask = qeperf(input)
    """
    export ESPRESSO_PSEUDO=${params.pseudo} OMP_NUM_THREADS=${ask.threads}
    within-memory ${task.memory.toBytes()} mpirun --bind-to none -np ${ask.ranks} \\
        pw.x ${ask.division} -in ${input} > ${input.baseName}.out
    """
}

def starved(input, attempt) {
    attempt == 1 && input.baseName == params.starved
}

workflow {
    PW(Channel.fromPath(params.inputs))
}
