#ifndef TICKETS_CGIT2_SHIM_H
#define TICKETS_CGIT2_SHIM_H

#include <git2.h>
#include <git2/sys/repository.h>

#if LIBGIT2_VER_MAJOR < 1 || (LIBGIT2_VER_MAJOR == 1 && LIBGIT2_VER_MINOR < 5)
#error "tickets needs libgit2 1.5 or newer"
#endif

/* git_libgit2_opts is variadic, which Swift cannot call: one inline function for each option in use. */
static inline int tickets_git_set_extensions(const char **extensions, size_t count) {
  return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions, count);
}

static inline int tickets_git_enable_caching(int enabled) {
  return git_libgit2_opts(GIT_OPT_ENABLE_CACHING, enabled);
}

static inline int tickets_git_verify_hashes(int enabled) {
  return git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, enabled);
}

#endif
