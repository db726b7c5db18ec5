#!/bin/sh
# Brings target/launcher up to date for the launcher: build.sh HOME JAVA. Does only the steps whose inputs changed.
#
#   lib/       the libraries and the typed bindings       Maven   pom.xml, bindings/, the provider's schema
#   kernel.js  what CDKTF's constructs run in             jar     lib/
#   app.jar    the project's own classes, without lints   javac   src/main/java
#   *.classes  the names of the classes a start loads     java    lib/, the JDK
#   *.jsa      those classes, parsed already              java    app.jar, *.classes
#   start      what the launcher reads: home, java, one option of that java, archive, class path
set -u
home=$1
java=$2
state=$home/target/launcher
lib=$state/lib
log=$state/build.log

say() { printf 'tollgate: %s\n' "$1" >&2; }

fail() { # exit status, sentence
  say "$2"
  exit "$1"
}

# ---- prerequisites

settings=$("$java" -XshowSettings:properties -version 2>&1)
property() { printf '%s\n' "$settings" | sed -n "s/^ *$1 = //p"; }
major=$(property java.specification.version)
case $major in
  '') fail 7 "$java does not say which version it is: install a JDK, 17 or newer, and name it in JAVA_HOME." ;;
  1.* | [0-9] | 1[0-6]) fail 7 "$java is Java $major, which is too old: install a JDK, 17 or newer, and name it in JAVA_HOME." ;;
esac
jdk=$(property java.home)
[ -x "$jdk/bin/javac" ] || fail 7 "$jdk has no javac: install a JDK, not only a runtime, and name it in JAVA_HOME."
command -v node >/dev/null 2>&1 || fail 7 "Node was not found: install Node 20.9 or newer and put it on the PATH."
mkdir -p "$state" || fail 1 "$state cannot be written: make the checkout writable or build it once as its owner."

# ---- one build at a time: the lock is a directory that names its owner

lock=$state/lock
waited=0
until mkdir "$lock" 2>/dev/null; do
  owner=$(cat "$lock/owner" 2>/dev/null)
  if [ -n "$owner" ] && kill -0 "$owner" 2>/dev/null || [ -z "$owner" ] && [ "$waited" -lt 5 ]; then
    [ "$waited" -gt 0 ] || say "another tollgate is building here; waiting for it …"
    waited=$((waited + 1))
    sleep 1
  elif mv "$lock" "$lock.$$" 2>/dev/null; then
    # Its owner is gone. Should it have been taken over in the meantime, it goes back.
    if [ "$(cat "$lock.$$/owner" 2>/dev/null)" = "$owner" ]; then rm -rf "$lock.$$"; else mv "$lock.$$" "$lock"; fi
  fi
done
echo $$ >"$lock/owner"

child=
ticker=
tidy() {
  # Not to be lost, as a signal is that meets a shell just forked: whoever reads our output would wait for it.
  [ -z "$ticker" ] || kill -9 "$ticker" 2>/dev/null
  [ -z "$child" ] || kill "$child" 2>/dev/null
  rm -rf "$state"/*.new "$lock"
}
trap tidy EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# ---- running a step: output to the log, a sign of life every ten seconds

tick() {
  seconds=0
  while sleep 10 >/dev/null 2>&1; do
    seconds=$((seconds + 10))
    last=$(tail -n 1 "$log" | tr -cd '[:print:]' | cut -c 1-100)
    say "building, $seconds s${last:+: $last}"
  done
}

quietly() { # a command; runs in the background so that Ctrl-C is answered at once
  "$@" </dev/null >>"$log" 2>&1 &
  child=$!
  wait "$child"
  outcome=$?
  child=
  return "$outcome"
}

must() {
  quietly "$@" && return
  tail -n 20 "$log" >&2
  fail 1 "the build failed; its whole output is in $log"
}

newer() { # stamp, inputs…: whether one of them, or something in it, is newer than the stamp
  [ ! -f "$1" ] && return
  stamp=$1
  shift
  [ -n "$(find "$@" -newer "$stamp")" ]
}

# ---- the steps

build_libraries() {
  say "building the libraries and the typed bindings: one to two minutes the first time …"
  touch "$state/libraries.new"
  rm -rf "$lib"
  tick &
  ticker=$!
  must env JAVA_HOME="$jdk" sh "$home/mvnw" -f "$home/pom.xml" -q -B --no-transfer-progress \
    generate-sources jar:jar@bindings-jar dependency:copy-dependencies@launcher-libraries
  kill -9 "$ticker"
  ticker=
  mkdir "$state/kernel.new"
  cd "$state/kernel.new" || fail 1 "$state cannot be written."
  must "$jdk/bin/jar" --extract --file "$(ls "$lib"/jsii-runtime-*.jar)" software/amazon/jsii/lib/program.js
  cd "$home" || fail 1 "$home cannot be entered."
  mv -f "$state/kernel.new/software/amazon/jsii/lib/program.js" "$state/kernel.js"
  rm -f "$state"/*.classes
  mv "$state/libraries.new" "$state/libraries.stamp"
}

list_libraries() {
  libraries=
  for jar in "$lib"/*.jar; do libraries=$libraries${libraries:+:}$jar; done
}

build_application() {
  say "compiling the project's own classes: about 5 s …"
  touch "$state/application.new"
  mkdir "$state/classes.new"
  find "$home/src/main/java" -name '*.java' | sed 's/["\\]/\\&/g; s/.*/"&"/' >"$state/sources.new"
  must "$jdk/bin/javac" -J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC -J-Xshare:auto --release 17 -encoding UTF-8 \
    -nowarn -proc:none -parameters -cp "$libraries" -d "$state/classes.new" "@$state/sources.new"
  must "$jdk/bin/jar" --create --no-compress --file "$state/jar.new" -C "$state/classes.new" .
  mv -f "$state/jar.new" "$state/app.jar" # a tollgate that runs keeps the jar it has open
  mv "$state/application.new" "$state/application.stamp"
}

# Learns from a real run in the trial directory which classes are worth keeping.
trial() {
  quietly "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:DumpLoadedClassList="$state/list.new" \
    -cp "$classpath" tollgate.cli.Tollgate "$@"
  [ ! -f "$state/list.new" ] || cat "$state/list.new" >>"$state/lists.new"
}

list_classes() {
  say "learning what a start loads: about 10 s …"
  mkdir "$state/trial.new"
  cp "$home/tollgate.yaml" "$state/trial.new" 2>/dev/null
  cd "$state/trial.new" || return
  unset TOLLGATE_CONFIG TOLLGATE_ENV # or the trial would be of the caller's own project
  trial --help
  trial synth
  trial plan --sandbox
  cd "$state" || return
  # Newer JDKs number the classes of a list, which would clash; what came from elsewhere than the class path is left out.
  sed '/ source: /d; s/ id: [0-9]*$//' "$state/lists.new" | awk '!seen[$0]++' >"$state/classes.list.new" &&
    mv -f "$state/classes.list.new" "$classes"
}

# Without the archive everything works too, only slower, so a failure here is no failure of the build.
build_archive() {
  [ -f "$classes" ] || list_classes
  say "preparing a fast start: about 3 s …"
  quietly "$java" -Xshare:dump -XX:+UseSerialGC -Xlog:disable -XX:SharedClassListFile="$classes" \
    -XX:SharedArchiveFile="$state/archive.new" -cp "$libraries:$state/app.jar" && mv -f "$state/archive.new" "$archive"
}

touch "$state/start.stamp.new"
: >"$log"
engine=$home/.mvn/maven.config # says which, where it is not the usual one
[ -f "$engine" ] || engine=$home/pom.xml
if newer "$state/libraries.stamp" "$home/pom.xml" "$engine" "$home"/bindings/[rpg]* \
  "$home"/src/main/resources/tollgate/schema; then
  build_libraries
fi
list_libraries
compiled=
if newer "$state/application.stamp" "$state/libraries.stamp" "$home/src/main/java"; then
  build_application
  compiled=yes
fi
classpath=$libraries:$state/app.jar:$home/src/main/resources
vm=$(property java.vm.version | tr -c 'A-Za-z0-9.\n' -)
classes=$state/$vm.classes
archive=$state/$vm.jsa
# Whoever has just changed a class will change another: its archive can wait for the next start.
if [ -f "$archive" ] && [ -f "$classes" ] && [ -n "$compiled" ]; then
  touch "$state/later"
elif newer "$archive" "$state/application.stamp"; then
  rm -f "$state/later"
  build_archive
fi
# Newer JDKs warn of what gRPC's own libraries still do, and older ones do not know the option against it.
option=
[ "$major" -lt 23 ] || option=--sun-misc-unsafe-memory-access=allow
printf '%s\n' "$home" "$java" "$option" "$archive" "$classpath" >"$state/start.new"
touch -r "$state/start.stamp.new" "$state/start.new"
mv "$state/start.new" "$state/start"
