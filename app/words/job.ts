/** What runs by itself, in words. */
export const JOB_WORDS: Readonly<Record<string, string>> = {
  'find-due-plans': 'Find blocks that are near',
  'detail-plan': 'Write the weeks of a block',
  'find-plans-to-audit': 'Find plans to look at',
  'audit-plan': 'Look at a plan after its night',
  'mail-notices': 'Mail what the coach did',
}

/** How a piece of work ended, in words. */
export const RESULT_WORDS: Readonly<Record<string, string>> = {
  written: 'weeks written',
  'nothing-to-write': 'nothing to write',
  'left-undone': 'left as the athlete undid it',
  repaired: 'plan changed',
  'nothing-to-do': 'nothing to change',
  'not-possible': 'no change keeps the limits',
  'no-plan': 'no plan any more',
  failed: 'failed',
}
