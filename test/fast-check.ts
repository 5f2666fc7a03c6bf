import fc from 'fast-check'

/**
 * The same commit gets the same verdict: property tests draw from a fixed seed. To search further afield run
 * `FAST_CHECK_SEED=$RANDOM npm run test:unit`; a failure prints its seed and its smallest counterexample.
 */
fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 20_260_607) })
