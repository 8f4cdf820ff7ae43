/**
 * A message as the start of a sentence: with a capital, unless it starts with a name, such as a model's, a path or a
 * flag: that stays as it is written.
 */
export const sentence = (message: string): string =>
  /^\p{Ll}+[,;:]?(?:\s|$)/u.test(message) ? message[0]!.toUpperCase() + message.slice(1) : message;
