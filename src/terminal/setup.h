/* How libedit is made to edit, not to draw: its settings, keys and functions.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>

struct editor;

/* Sets EDITOR's libedit, what it recalls and what it draws on, which are its to
 * free; false when there is none. */
bool setup_libedit(struct editor *editor);
