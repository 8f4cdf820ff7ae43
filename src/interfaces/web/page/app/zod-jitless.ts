import * as z from "zod";

// Import this before any schema. zod would compile an object's check with `new Function`, which the content-security
// policy forbids.
z.config({ jitless: true });
