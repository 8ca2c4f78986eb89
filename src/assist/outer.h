/* What the Tab key of a calling shell asks, for shmsh's own command line. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

struct command;
struct output;
struct world;

/*
 * LINE is the shell's line up to its cursor, beginning with shmsh; PROCESS
 * declares its options. Writes the words that may stand at the cursor, one a
 * line, each with a tab and what it is; none where a file may stand, which
 * shells complete themselves. Inside -c they are what Tab offers at the prompt,
 * but for those that the shell might take for something of its own.
 */
void outer_complete(const struct command *process, const struct world *world,
                    const char *line, struct output *output);
