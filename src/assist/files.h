/* Names of files, for completion. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

struct candidates;

/* Adds the files whose path begins with the candidates' prefix; hidden ones
 * only when a dot is there. Folders end in / and stay open. */
void files_add(struct candidates *candidates);
