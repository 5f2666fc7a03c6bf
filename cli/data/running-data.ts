import { openAsBlob } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { z } from 'zod'
import { AuditPlan } from '../../shared/contracts/audit.ts'
import { GetCalendar, GetToday } from '../../shared/contracts/home.ts'
import { FinishImport, GetImport, StartImport, UploadImportFile } from '../../shared/contracts/imports.ts'
import { GetProfile } from '../../shared/contracts/profile.ts'
import { Problem, type RouteContract } from '../../shared/contracts/route.ts'
import { GetWellnessDay, SaveCheckIn } from '../../shared/contracts/wellness.ts'
import { AdjustTrainingPlan } from '../../shared/contracts/training-plan.ts'
import { inputError } from '../command.ts'
import type { Answer, CoachData } from './coach-data.ts'
import { fileLabel } from './file-label.ts'
import { followImport } from './follow-import.ts'

const POLL_MS = 300
const typeOf = (body: Blob | object): string => (body instanceof Blob ? 'application/octet-stream' : 'application/json')

/** The owner's data through the running app, which owns the embedded database; the local token proves the same machine. */
export function openRunningData({ address, token }: { readonly address: string; readonly token: string }): CoachData {
  async function ask<Contract extends RouteContract>(
    contract: Contract,
    path: string,
    body?: Blob | object,
  ): Promise<Answer<z.infer<Contract['reply']>>> {
    const response = await fetch(new URL(path, address), {
      method: contract.method,
      headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': typeOf(body) } : {}) },
      ...(body ? { body: body instanceof Blob ? body : JSON.stringify(body) } : {}),
    })
    const answer: unknown = await response.json()
    if (response.ok) return { ok: true, value: contract.reply.parse(answer) as z.infer<Contract['reply']> }
    const problem = Problem.safeParse(
      typeof answer === 'object' && answer !== null && 'data' in answer && !('code' in answer) ? answer.data : answer,
    )
    const unknown = { code: 'unexpected', detail: `The app answered ${response.status}. Its log says more` }
    return { ok: false, refused: problem.success ? problem.data : unknown }
  }
  async function call<Contract extends RouteContract>(
    contract: Contract,
    path: string,
    body?: Blob | object,
  ): Promise<z.infer<Contract['reply']>> {
    const answer = await ask(contract, path, body)
    if (answer.ok) return answer.value
    throw inputError(null, null, answer.refused.detail)
  }
  return {
    profile: (on) => call(GetProfile, on === null ? GetProfile.path : `${GetProfile.path}?on=${on}`),
    today: () => call(GetToday, GetToday.path),
    morning: (date) => call(GetWellnessDay, `/api/wellness/${date}`),
    checkIn: (date, told) => call(SaveCheckIn, `/api/wellness/${date}`, told),
    calendar: (from, to) => call(GetCalendar, `${GetCalendar.path}?from=${from}&to=${to}`),
    adjust: (request) => ask(AdjustTrainingPlan, AdjustTrainingPlan.path, request),
    async importFiles(paths, onProgress) {
      const { id } = await call(StartImport, StartImport.path)
      const at = `/api/imports/${id}`
      const run = followImport((after) => call(GetImport, `${at}?after=${after}`), onProgress)
      for (const path of paths) {
        await call(UploadImportFile, `${at}/files?name=${encodeURIComponent(fileLabel(path))}`, await openAsBlob(path))
        await run.look()
      }
      await call(FinishImport, `${at}/finish`)
      for (;;) {
        const progress = await run.look()
        if (['DONE', 'CANCELLED', 'FAILED'].includes(progress.status)) return { progress, items: run.items }
        await wait(POLL_MS)
      }
    },
    audit: () => call(AuditPlan, AuditPlan.path),
    close: () => Promise.resolve(),
  }
}
