/// The hidden first word with which the scripts ask; the words up to the cursor follow.
let completionWord = "--complete"

/// A shell that can complete words.
package enum Shell: String, CaseIterable, ParameterValue {
  case bash, zsh, fish
}

extension Outline {
  /// A script that makes the shell ask the tool what can stand at the cursor.
  package func completionScript(for shell: Shell) -> String {
    // A function is named for the tool; a dash would be legal, but not in every shell.
    let function = "_" + name.map { $0 == "-" ? "_" : String($0) }.joined()
    return switch shell {
    case .bash: bashScript(function)
    case .zsh: zshScript(function)
    case .fish: fishScript("_" + function)
    }
  }

  // The words are split here, because bash itself also splits at `=` and `:`. The `x` keeps an empty last word.
  private func bashScript(_ function: String) -> String {
    #"""
    \#(function)() {
      local answer prefix words IFS=$' \t\n'
      read -ra words <<<"${COMP_LINE:0:COMP_POINT}x"
      words[${#words[@]}-1]=${words[${#words[@]}-1]%x}
      prefix=${words[${#words[@]}-1]%"$2"}
      COMPREPLY=()
      while IFS= read -r answer; do
        case $answer in
          :files) compopt -o default 2>/dev/null ;;
          :directories) compopt -o dirnames 2>/dev/null ;;
          *)
            answer=${answer%%$'\t'*}
            COMPREPLY+=("${answer#"$prefix"}")
            ;;
        esac
      done < <("$1" \#(completionWord) "${words[@]:1}" 2>/dev/null)
    }
    complete -F \#(function) \#(name)

    """#
  }

  private func zshScript(_ function: String) -> String {
    #"""
    #compdef \#(name)
    \#(function)() {
      local answer
      local -a answers shown
      for answer in ${(f)"$("$words[1]" \#(completionWord) "${(@Q)words[2,CURRENT]}" 2>/dev/null)"}; do
        case $answer in
          :files) compset -P '--*='; _files; return ;;
          :directories) compset -P '--*='; _files -/; return ;;
        esac
        answers+=("${answer%%$'\t'*}") shown+=("${answer/$'\t'/  -- }")
      done
      compadd -l -d shown -a answers
    }
    if [[ $funcstack[1] == \#(function) ]]; then \#(function); else compdef \#(function) \#(name); fi

    """#
  }

  private func fishScript(_ function: String) -> String {
    #"""
    function \#(function)
      set -l words (commandline -opc)
      set -l typed (commandline -ct)
      set -l answers (command $words[1] \#(completionWord) $words[2..] "$typed" 2>/dev/null)
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

    """#
  }
}
