/** Three ways to make a move work, in the order they are offered: the best other day, shorter, as it is. */
export const OFFER_KINDS = ['move', 'scale', 'force'] as const
export type OfferKind = (typeof OFFER_KINDS)[number]
