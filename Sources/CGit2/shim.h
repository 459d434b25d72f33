#ifndef TICKETS_CGIT2_SHIM_H
#define TICKETS_CGIT2_SHIM_H

#include <git2.h>
#include <git2/sys/repository.h>
#include <stdlib.h>

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

static inline int tickets_git_validate_owners(int enabled) {
  return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, enabled);
}

/*
 * Names the patch between two trees as `git patch-id --stable` does. Only the given paths are compared: they stand in one
 * buffer, each with a NUL behind it.
 */
static inline int tickets_git_patch_id(git_oid *name, git_repository *repository, const git_oid *before,
                                       const git_oid *after, char *paths, size_t count) {
  git_tree *old_tree = NULL, *new_tree = NULL;
  git_diff *diff = NULL;
  git_diff_options options;
  char **strings = (char **)malloc((count ? count : 1) * sizeof(char *));
  int status = strings ? git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION) : -1;
  if (!status) {
    for (size_t index = 0; index < count; index++) {
      strings[index] = paths;
      while (*paths++) {}
    }
    options.flags |= GIT_DIFF_DISABLE_PATHSPEC_MATCH | GIT_DIFF_INDENT_HEURISTIC;
    options.pathspec.strings = strings;
    options.pathspec.count = count;
  }
  if (!status && before) status = git_tree_lookup(&old_tree, repository, before);
  if (!status) status = git_tree_lookup(&new_tree, repository, after);
  if (!status) status = git_diff_tree_to_tree(&diff, repository, old_tree, new_tree, &options);
  if (!status) status = git_diff_patchid(name, diff, NULL);
  git_diff_free(diff);
  git_tree_free(new_tree);
  git_tree_free(old_tree);
  free(strings);
  return status;
}

#endif
