import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { corpusFolder } from '../../../test/corpus.ts'
import { decodeBytes } from './decode-bytes.ts'
import { FILE_LIMITS } from './file-limits.ts'

const folder = corpusFolder()

/** Source, mornings, those with HRV, first and last day of every real diary; counted by awk as well. */
const FOUND: Readonly<Record<string, readonly [string, number, number, string, string]>> = {
  '2018_7_8_myMeasurements.csv': ['HRV4TRAINING', 73, 42, '2018-04-27', '2018-07-08'],
  'ElitHRV_Export_-_2017-10-02.csv': ['ELITE_HRV', 23, 23, '2017-09-06', '2017-10-02'],
  'MyMeasurements_Android.csv': ['HRV4TRAINING', 56, 36, '2017-08-09', '2017-10-03'],
  'MyMeasurements_Android_1.csv': ['HRV4TRAINING', 69, 68, '2017-07-27', '2017-10-03'],
  'bodymeasures-format-example-date.csv': ['BODY_MEASURES', 2, 0, '2017-01-02', '2017-01-03'],
  'bodymeasures-format-example-ts.csv': ['BODY_MEASURES', 1, 0, '2016-11-20', '2016-11-20'],
}

describe.skipIf(folder === null)('real diaries of mornings', () => {
  it('are read whole', () => {
    const found = readdirSync(`${folder}/wellness`).map((name) => {
      const { outcome } = decodeBytes(readFileSync(`${folder}/wellness/${name}`), { limits: FILE_LIMITS, nowMs: null })
      if (outcome.kind !== 'wellness') throw new Error(`${name}: ${outcome.kind}`)
      const { source, mornings } = outcome
      const withHrv = mornings.filter(({ hrvRmssdMs }) => hrvRmssdMs !== null).length
      return [name, [source, mornings.length, withHrv, mornings[0]?.date, mornings.at(-1)?.date]]
    })
    expect(Object.fromEntries(found)).toEqual(FOUND)
  })
})
