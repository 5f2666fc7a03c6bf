import { z } from 'zod'
import { Done, Id, nameText } from './route.ts'

const Email = z.email('Give an e-mail address like name@example.org.').max(200)
const NewPassword = z.string().min(10, 'Use at least 10 characters.').max(200, 'Use at most 200 characters.')

/** GET /api/status, open to everyone: is there an owner yet? */
export const GetStatus = {
  method: 'GET',
  path: '/api/status',
  open: true,
  summary: 'Whether this installation has its owner, and who asks.',
  reply: z.object({ ownerExists: z.boolean(), signedIn: z.boolean(), version: z.string() }),
} as const
export type Status = z.infer<typeof GetStatus.reply>

export const CreateOwner = {
  method: 'POST',
  path: '/api/account/owner',
  open: true,
  summary: 'Creates the owner account on the first visit and signs in. Refused once an owner exists.',
  body: z.object({
    name: nameText('Give the name we shall call you by.'),
    email: Email,
    password: NewPassword,
    timeZone: z.string().max(64).optional(),
  }),
  reply: Done,
} as const

export const SignIn = {
  method: 'POST',
  path: '/api/account/sign-in',
  open: true,
  summary: 'Signs in. Limited to a few tries a minute.',
  body: z.object({ email: Email, password: z.string().min(1, 'Give the password.').max(200) }),
  reply: Done,
} as const

export const SignOut = {
  method: 'POST',
  path: '/api/account/sign-out',
  open: true,
  summary: 'Ends this session.',
  reply: Done,
} as const

export const ChangePassword = {
  method: 'POST',
  path: '/api/account/password',
  summary: 'Changes the password and ends every other session.',
  body: z.object({
    currentPassword: z.string().min(1, 'Give the present password.').max(200),
    newPassword: NewPassword,
  }),
  reply: Done,
} as const

export const DeleteEverything = {
  method: 'POST',
  path: '/api/account/delete',
  summary: 'Deletes the account with all its data and files. The password is asked once more; nothing brings it back.',
  body: z.object({ password: z.string().min(1, 'Give the password.').max(200) }),
  reply: Done,
} as const

const SessionRow = z.object({
  id: z.string(),
  current: z.boolean(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  userAgent: z.string().nullable(),
  ipAddress: z.string().nullable(),
})
export type SessionRow = z.infer<typeof SessionRow>

export const ListSessions = {
  method: 'GET',
  path: '/api/account/sessions',
  summary: 'Where this account is signed in.',
  reply: z.object({ sessions: z.array(SessionRow) }),
} as const

export const RevokeSession = {
  method: 'DELETE',
  path: '/api/account/sessions/{id}',
  summary: 'Ends one session; `others` ends all but this one.',
  params: z.object({ id: Id }),
  reply: Done,
} as const
