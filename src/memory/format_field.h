/* One converted value: measured always, written where there is room. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "memory/format.h"
#include "memory/format_argument.h"
#include "memory/format_directive.h"

/*
 * Both add to the rendering's LENGTH, and write as long as ROOM suffices: with
 * no room they measure.
 */
void format_field_put(struct rendering *rendering,
                      const struct format_directive *directive,
                      const struct format_value *value);
void format_bytes_put(struct rendering *rendering, const char *bytes,
                      size_t length);
