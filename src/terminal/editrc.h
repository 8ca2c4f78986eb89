/* The user's key bindings. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <histedit.h>

struct session;

/*
 * Binds what the file says that EDITRC names, else ~/.editrc; notes it when
 * others could have written it, and leaves it alone: a binding may run a
 * program.
 */
void editrc_read(EditLine *libedit, struct session *session);
