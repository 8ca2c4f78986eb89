/* The options of a command that may stand at the cursor. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

struct candidates;
struct context;

/* Adds those that go with the words that are there. */
void offers_options_add(const struct context *context,
                        struct candidates *candidates);
