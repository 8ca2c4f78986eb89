/* What exists of the kind of word that a context expects. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

struct candidates;
struct context;
struct world;

/* Adds what may stand at the cursor, of those that CANDIDATES takes. */
void offers_add(const struct context *context, const struct world *world,
                struct candidates *candidates);
