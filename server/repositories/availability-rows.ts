import type { Availability } from '@coach-wattz/core/athlete/availability'
import type { Sport } from '@coach-wattz/core/athlete/sport'
import { createId } from '../database/create-id.ts'
import type { AthleteTransaction } from '../database/database.ts'
import { fromDateColumn, toDateColumn } from './columns.ts'

interface SlotColumns {
  readonly minutes: number
  readonly indoor: boolean | null
  readonly sports: Sport[]
}

/** The stored week, exceptions and days off. */
export async function loadAvailability(tx: AthleteTransaction): Promise<Availability> {
  const where = { athleteId: tx.athleteId }
  const slots = await tx.client.availabilitySlot.findMany({ where, orderBy: { position: 'asc' } })
  const overrides = await tx.client.availabilityOverride.findMany({ where, orderBy: { position: 'asc' } })
  const blackouts = await tx.client.blackoutDate.findMany({ where, orderBy: { date: 'asc' } })
  return {
    slots: slots.map((row) => ({ day: row.day, ...slotOf(row) })),
    ...(overrides.length === 0
      ? {}
      : { overrides: overrides.map((row) => ({ date: fromDateColumn(row.date), slot: row.slot, ...slotOf(row) })) }),
    ...(blackouts.length === 0 ? {} : { blackoutDates: blackouts.map((row) => fromDateColumn(row.date)) }),
  }
}

export async function replaceAvailability(tx: AthleteTransaction, availability: Availability | null): Promise<void> {
  const { athleteId } = tx
  const where = { athleteId }
  await tx.client.availabilitySlot.deleteMany({ where })
  await tx.client.availabilityOverride.deleteMany({ where })
  await tx.client.blackoutDate.deleteMany({ where })
  if (availability === null) return
  await tx.client.availabilitySlot.createMany({
    data: availability.slots.map((slot, position) => ({
      athleteId,
      id: createId(),
      position,
      day: slot.day,
      ...columnsOf(slot),
    })),
  })
  await tx.client.availabilityOverride.createMany({
    data: (availability.overrides ?? []).map((slot, position) => ({
      athleteId,
      id: createId(),
      position,
      date: toDateColumn(slot.date),
      slot: slot.slot,
      ...columnsOf(slot),
    })),
  })
  await tx.client.blackoutDate.createMany({
    data: [...new Set(availability.blackoutDates)].map((date) => ({
      athleteId,
      id: createId(),
      date: toDateColumn(date),
    })),
  })
}

const slotOf = (row: SlotColumns): { minutes: number; indoor?: boolean; sports?: readonly Sport[] } => ({
  minutes: row.minutes,
  ...(row.indoor === null ? {} : { indoor: row.indoor }),
  ...(row.sports.length === 0 ? {} : { sports: row.sports }),
})

const columnsOf = (slot: { minutes: number; indoor?: boolean; sports?: readonly Sport[] }): SlotColumns => ({
  minutes: slot.minutes,
  indoor: slot.indoor ?? null,
  sports: [...(slot.sports ?? [])],
})
