/// The hidden first word with which the scripts ask; the words up to the cursor follow.
let completionWord = "--complete"

/// A shell that can complete words.
package enum Shell: String, CaseIterable, ParameterValue {
  case bash, zsh, fish
}

extension Outline {
  /// A script that makes the shell ask the tool what can stand at the cursor, where it is called by git too.
  package func completionScript(for shell: Shell) -> String {
    // A function is named for the tool; a dash would be legal, but not in every shell.
    let function = "_" + name.map { $0 == "-" ? "_" : String($0) }.joined()
    return switch shell {
    case .bash: bashScript(function)
    case .zsh: zshScript(function)
    case .fish: fishScript("_" + function)
    }
  }

  // The words are split here, because bash itself also splits at `=`, `:` and `@`. The `x` keeps an empty last word.
  // Readline puts in what all answers begin with: what they mean is shown only behind words that differ.
  private func bashScript(_ function: String) -> String {
    #"""
    \#(function)() {
      local answer word prefix first=1 words answers=() tool=("${1:-git}") IFS=$' \t\n'
      local typed=${2-${COMP_WORDS[COMP_CWORD]#[=:]}}
      read -ra words <<<"${COMP_LINE:0:COMP_POINT}x"
      words[${#words[@]}-1]=${words[${#words[@]}-1]%x}
      prefix=${words[${#words[@]}-1]%"$typed"}
      if [[ ${tool[0]##*/} == git ]]; then
        while [[ $first -lt ${#words[@]} && ${words[first-1]} != \#(name) ]]; do first=$((first + 1)); done
        tool=("${words[@]:0:first}")
      fi
      COMPREPLY=()
      while IFS= read -r answer; do
        case $answer in
          :files) compopt -o default 2>/dev/null ;;
          :directories) compopt -o dirnames 2>/dev/null ;;
          *) answers+=("$answer") ;;
        esac
      done < <("${tool[@]}" \#(completionWord) "${words[@]:first}" 2>/dev/null)
      for answer in ${answers[@]+"${answers[@]}"}; do
        word=${answer%%$'\t'*}
        word=${word#"$prefix"}
        if [[ ${#answers[@]} -gt 1 && $answer == *$'\t'* && ${COMP_TYPE-} != 37 && ${COMP_TYPE-} != 42 ]]; then
          word="$word  (${answer#*$'\t'})"
          COMPREPLY+=("${word:0:${COLUMNS:-80}}")
        else
          printf -v word %q "$word"
          COMPREPLY+=("$word")
        fi
      done
    }
    _git\#(function)() {
      # What git completes brings its own spaces.
      compopt +o nospace 2>/dev/null
      \#(function) git
    }
    complete -F \#(function) \#(name) git-\#(name)

    """#
  }

  // What the tool answers fits already, also where it is the end of a word that was typed.
  private func zshScript(_ function: String) -> String {
    #"""
    #compdef \#(name) git-\#(name)
    #description \#(abstract)
    \#(function)() {
      local answer
      local -a answers shown tool=("$words[1]")
      (( ! ${funcstack[(I)_git]} )) || tool=(git ${opt_args[-C]:+-C} ${(Q)opt_args[-C]} \#(name))
      for answer in ${(f)"$("$tool[@]" \#(completionWord) "${(@Q)words[2,CURRENT]}" 2>/dev/null)"}; do
        case $answer in
          :files) compset -P '--*='; _files; return ;;
          :directories) compset -P '--*='; _files -/; return ;;
        esac
        answers+=("${answer%%$'\t'*}") shown+=("${answer/$'\t'/  -- }")
      done
      compadd -U -l -d shown -a answers
    }
    _git-\#(name)() { \#(function) }
    case $funcstack[1] in
      \#(function)|_git-\#(name)) \#(function) ;;
      *) compdef \#(function) \#(name) git-\#(name) ;;
    esac

    """#
  }

  private func fishScript(_ function: String) -> String {
    #"""
    function \#(function)
      set -l words (commandline -opc)
      set -l typed (commandline -ct)
      set -l first 1
      if test "$words[1]" = git
        set first (contains -i -- \#(name) $words; or echo 1)
      end
      set -l tool $words[1..$first]
      set -e words[1..$first]
      set -l answers (command $tool \#(completionWord) $words "$typed" 2>/dev/null)
      switch "$answers"
        case :files
          __fish_complete_path "$typed"
        case :directories
          __fish_complete_directories "$typed"
        case '*'
          printf '%s\n' $answers
      end
    end
    complete -c \#(name) -f -a '(\#(function))'
    complete -c git-\#(name) -f -a '(\#(function))'
    complete -c git -n '__fish_git_using_command \#(name)' -f -a '(\#(function))'

    """#
  }
}
