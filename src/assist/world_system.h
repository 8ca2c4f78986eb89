/* The part of the world that is the system's: its users, its processes. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

struct candidates;

/* See world.h; CONTEXT is not looked at. */
void world_add_owners(void *context, struct candidates *candidates);
void world_add_namespaces(void *context, struct candidates *candidates);
