import { err, ok, type Result } from '@coach-wattz/core/result/result'
import { isRepeat, type Awp, type Leaf, type Node, type Repeat } from '@coach-wattz/core/workout/awp'
import { workoutFilename, type EncodeContext, type EncodedWorkout, type EncodeError } from '../workout-codec.ts'
import { encodeUtf8 } from '../workout-text.ts'
import { planZwo, type ZwoPlan } from './degrade-zwo.ts'
import { RACE_FRACTION, WRITTEN_RACE } from './race-pace.ts'
import { eventsOf, type TextEvent } from './set-cues.ts'
import { thousandth } from './zwo-power.ts'

export const ZWO_MEDIA_TYPE = 'application/xml'

/** Workout → Zwift file, with what it could not say (integrations.md §4, §8 matrix). */
export function encodeZwo(awp: Awp, context: EncodeContext = {}): Result<EncodedWorkout, EncodeError> {
  const plan = planZwo(awp, context)
  if (!plan.ok) return plan
  const { losses } = plan.value
  if (context.allowDegraded === false && losses.length > 0) {
    const why = `Zwift cannot hold all of this workout: ${losses.length === 1 ? losses[0]!.how : `${losses.length} things would change.`}`
    return err({ format: 'zwo', code: 'would-degrade', path: losses[0]!.path, why, losses })
  }
  return ok({
    bytes: encodeUtf8(printZwo(plan.value)),
    mediaType: ZWO_MEDIA_TYPE,
    filename: workoutFilename(awp.meta.title, '.zwo'),
    losses,
  })
}

type Attributes = readonly (readonly [name: string, value: string | number])[]

function printZwo(plan: ZwoPlan): string {
  const { meta, sport } = plan.awp
  const tags = meta.tags ?? []
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<workout_file>',
    `  <author>${escapeText(meta.author ?? '')}</author>`,
    `  <name>${escapeText(meta.title)}</name>`,
    `  <description>${escapeText(meta.description ?? '')}</description>`,
    `  <sportType>${sport === 'run' ? 'run' : 'bike'}</sportType>`,
    `  <durationType>${plan.inMetres ? 'distance' : 'time'}</durationType>`,
    ...(tags.length === 0
      ? ['  <tags/>']
      : ['  <tags>', ...tags.map((tag) => `    ${element('tag', [['name', tag]])}`), '  </tags>']),
    '  <workout>',
    ...plan.steps.flatMap((node) => printNode(node, plan)),
    '  </workout>',
    '</workout_file>',
    '',
  ].join('\n')
}

function printNode(node: Node, plan: ZwoPlan): string[] {
  if (isRepeat(node)) return printSet(node)
  const run: Attributes = node.pace ? [['pace', WRITTEN_RACE]] : []
  const length: Attributes = [['Duration', node.distance ?? node.duration ?? 0]]
  const cadence = cadenceAttributes(node, 'Cadence')
  const events = eventsOf(node).map((event) => printEvent(event, plan.inMetres ? 'distoffset' : 'timeoffset'))
  const shape = shapeOf(node)
  switch (node.type) {
    case 'FreeRide':
      return withChildren('FreeRide', [...length, ...cadence], events)
    case 'MaxEffort':
      return withChildren('MaxEffort', length, [])
    case 'Warmup':
    case 'Cooldown':
    case 'Ramp': {
      const [start, end] = shape.type === 'ramp' ? [shape.start, shape.end] : [shape.low, shape.low]
      const power: Attributes = [
        ['PowerLow', start],
        ['PowerHigh', end],
      ]
      return withChildren(node.type, [...length, ...power, ...cadence, ...run], events)
    }
    default: {
      const power: Attributes =
        shape.type === 'flat' && shape.low !== shape.high
          ? [
              ['PowerLow', shape.low],
              ['PowerHigh', shape.high],
            ]
          : [['Power', shape.type === 'flat' ? shape.low : shape.start]]
      return withChildren('SteadyState', [...length, ...power, ...cadence, ...run], events)
    }
  }
}

function printSet(set: Repeat): string[] {
  const [on, off] = set.content
  if (!on || !off || isRepeat(on) || isRepeat(off)) throw new Error('A ZWO set holds two plain steps.')
  const power = (leaf: Leaf, side: 'On' | 'Off'): Attributes => {
    const shape = shapeOf(leaf)
    if (shape.type === 'ramp') throw new Error('A ZWO set holds no ramps.')
    return shape.low === shape.high
      ? [[`${side}Power`, shape.low]]
      : [
          [`Power${side}Low`, shape.low],
          [`Power${side}High`, shape.high],
        ]
  }
  const attributes: Attributes = [
    ['Repeat', set.times],
    ['OnDuration', on.duration ?? 0],
    ['OffDuration', off.duration ?? 0],
    ...power(on, 'On'),
    ...power(off, 'Off'),
    ...cadenceAttributes(on, 'Cadence'),
    ...cadenceAttributes(off, 'CadenceResting'),
    ...(on.pace ? ([['pace', WRITTEN_RACE]] as const) : []),
  ]
  const onS = on.duration ?? 0
  const passS = onS + (off.duration ?? 0)
  const events: string[] = []
  for (let pass = 1; pass <= set.times; pass++) {
    const startS = (pass - 1) * passS
    for (const event of eventsOf(on, pass)) events.push(printEvent({ ...event, at: event.at + startS }, 'timeoffset'))
    for (const event of eventsOf(off, pass)) {
      events.push(printEvent({ ...event, at: event.at + startS + onS }, 'timeoffset'))
    }
  }
  return withChildren('IntervalsT', attributes, events)
}

type FileShape = { type: 'flat'; low: number; high: number } | { type: 'ramp'; start: number; end: number }

/** The step's target in the file's own numbers: fractions of FTP, or of the written race's speed. */
function shapeOf(leaf: Leaf): FileShape {
  const target = leaf.power ?? leaf.pace
  const say = (value: number) => (leaf.pace ? thousandth(value / RACE_FRACTION[WRITTEN_RACE]) : value)
  switch (target?.type) {
    case 'steady':
      return { type: 'flat', low: say(target.value), high: say(target.value) }
    case 'range':
      return { type: 'flat', low: say(target.min), high: say(target.max) }
    case 'ramp':
      return { type: 'ramp', start: say(target.start), end: say(target.end) }
    default:
      return { type: 'flat', low: 0, high: 0 }
  }
}

function cadenceAttributes(leaf: Leaf, name: string): Attributes {
  if (leaf.cadence?.type === 'steady') return [[name, leaf.cadence.value]]
  if (leaf.cadence?.type === 'range') {
    return [
      ['CadenceLow', leaf.cadence.min],
      ['CadenceHigh', leaf.cadence.max],
    ]
  }
  return []
}

function printEvent(event: TextEvent, offset: 'timeoffset' | 'distoffset'): string {
  return element('textevent', [
    [offset, event.at],
    ['message', event.text],
    ['duration', event.seconds],
  ])
}

function withChildren(name: string, attributes: Attributes, children: readonly string[]): string[] {
  if (children.length === 0) return [`    ${element(name, attributes)}`]
  const open = element(name, attributes).replace(/\/>$/, '>')
  return [`    ${open}`, ...children.map((child) => `      ${child}`), `    </${name}>`]
}

const element = (name: string, attributes: Attributes): string =>
  `<${name}${attributes.map(([key, value]) => ` ${key}="${escapeAttribute(String(value))}"`).join('')}/>`

const escapeText = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
/** Line breaks and tabs in an attribute would be read back as blanks. */
const escapeAttribute = (text: string): string =>
  escapeText(text).replace(/"/g, '&quot;').replace(/\n/g, '&#10;').replace(/\t/g, '&#9;')
