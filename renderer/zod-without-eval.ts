import { z } from 'zod';

// Imported before any schema: the window's content policy forbids building functions from text.
z.config({ jitless: true });
