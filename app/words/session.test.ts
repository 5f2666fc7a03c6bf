import { expect, it } from 'vitest'
import { shortTitle, titleWithin } from './session'

const noBreak = (text: string): string => text.replaceAll(' × ', '\u00A0×\u00A0')

it.each([
  ['Easy run 50 min', 'Easy run'],
  ['Long run 1:30 h', 'Long run'],
  ['Cruise intervals 5 × 5 min', 'Cruise 5 × 5'],
  // It begins like a long run, but its ten minutes are those of the repeats.
  ['Long cruise repeats 2 × 10 min', 'Long cruise 2 × 10'],
  ['Easy run with strides, 4 × 20 s', 'Easy + strides'],
  ['Endurance with sprints, 4 × 8 s', 'Easy + sprints'],
])('shortens "%s" to "%s" in a cell', (title, short) => {
  expect(shortTitle(title)).toBe(noBreak(short))
})

it('takes the minutes off a title where the sentence tells them', () => {
  expect(titleWithin('Long run 70 min')).toBe('long run')
  expect(titleWithin('Easy run with strides, 5 × 20 s')).toBe('easy run with strides, 5 × 20 s')
  expect(titleWithin('Run and walk, 8 × 1 min')).toBe('run and walk, 8 × 1 min')
  expect(titleWithin('Endurance 1:30 h')).toBe('endurance')
})
