#ifndef TICKETS_CGIT2_LOADER_H
#define TICKETS_CGIT2_LOADER_H

/* Loads libgit2 where it is not linked. Returns NULL when it is there, or why not. Call it before any other function. */
const char *tickets_git_load(void);

#endif
