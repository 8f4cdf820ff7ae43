/** Units of the rows. A decimal GB is 10⁹ bytes; devices report their memory in MiB (2²⁰) or GiB (2³⁰). */
export const GB = 1e9;
export const MiB = 2 ** 20;
export const GiB = 2 ** 30;
