import * as z from "zod";

// By default zod tries `new Function` when a schema is made, which the page's content-security policy reports and
// refuses. This module must be loaded before the one of a schema.
z.config({ jitless: true });
