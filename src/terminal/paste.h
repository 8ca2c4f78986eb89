/* Pasted text: it goes into the line as one, and nothing of it runs before
 * Enter. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <histedit.h>
#include <wchar.h>

struct editor;

/* The terminal shall mark what is pasted, and no longer. */
void paste_enable(struct editor *editor);
void paste_disable(struct editor *editor);

/* The key that begins a paste: reads up to the mark of its end. */
unsigned char paste_insert(EditLine *libedit, wint_t character);
