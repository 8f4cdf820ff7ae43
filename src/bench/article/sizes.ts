/** Sizes of the article's table. */
export const ARTICLE_SIZES = [100, 1_000, 10_000, 100_000] as const;
/** The largest size that the article measures; it extrapolates larger ones. */
export const ARTICLE_CAP = 5_000;
/** Channels of the article's matrices. */
export const ARTICLE_HEAD_DIM = 64;
