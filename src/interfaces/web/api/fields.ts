import * as z from "zod";
import { renderers } from "../../../context/render/index.js";

/** Fields of several requests. */
export const path = z.string().min(1).max(4000);
export const task = z
  .string()
  .max(20_000)
  .refine((text) => text.trim() !== "", "it is empty");
export const budget = z.int().min(1).max(10_000_000);
/** A 1-based line in the query of an address. */
export const line = z.coerce.number().pipe(z.int().min(1));

const names = renderers.map(({ name }) => name) as [string, ...string[]];
export const format = z.enum(names);
export const rendererOf = (name: string) => renderers.find((each) => each.name === name)!;
