include { qeperf } from 'plugin/nf-qeperf'

process IDLE {
    cpus { qeperf(input).cpus }

    input:
    path input

    script:
    'true'
}

workflow {
    IDLE(Channel.fromPath(params.input))
}
