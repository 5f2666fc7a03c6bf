import { parentPort } from 'node:worker_threads'
import { decodeBytes } from './decode-bytes.ts'
import type { DecodeRequest } from './decode-message.ts'
import { packReply, prepareReply } from './decode-message.ts'

// Runs from source, outside the server's bundle (stack.md, start-up recipes): import nothing here but plain sources.
const port = parentPort
if (!port) throw new Error('decode-worker.ts runs only as a worker thread')
port.on('message', (request: DecodeRequest) => {
  const answer = request.prepare ? prepareReply : packReply
  const { reply, transfer } = answer(request.id, decodeBytes(request.bytes, request.settings))
  port.postMessage(reply, transfer)
})
