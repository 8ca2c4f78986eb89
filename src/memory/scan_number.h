/* The numbers of scanf, each put into the store as canonical text. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "memory/directive.h"
#include "memory/real.h"
#include "memory/scan_input.h"
#include "memory/scan_store.h"

/* INPUT ends where the directive's width does; it moves behind the number. */
enum scan_outcome scan_number_integer(struct scan_input *input,
                                      const struct directive *directive,
                                      struct scan_result *result);
enum scan_outcome scan_number_pointer(struct scan_input *input,
                                      const struct directive *directive,
                                      struct scan_result *result);
enum scan_outcome scan_number_real(struct scan_input *input,
                                   const struct directive *directive,
                                   struct scan_result *result);

/* The type that a real's directive reads. */
enum real_kind scan_number_kind(const struct directive *directive);
