@echo off
rem Starts EchoSphere on Windows. UNTESTED: the project has only been run on Linux x86-64.
setlocal
set "HOME_DIR=%~dp0.."
set "JAVA_PROGRAM=java"
if defined JAVA_HOME set "JAVA_PROGRAM=%JAVA_HOME%\bin\java"
if defined ECHOSPHERE_JAVA_HOME set "JAVA_PROGRAM=%ECHOSPHERE_JAVA_HOME%\bin\java"
"%JAVA_PROGRAM%" -version 2>&1 | findstr /r /c:"version .2[5-9]" /c:"version .[3-9][0-9]" >nul
if errorlevel 1 (
  echo echosphere: needs Java 25 or newer; install one, for example from adoptium.net, and set ECHOSPHERE_JAVA_HOME to it 1>&2
  exit /b 2
)
"%JAVA_PROGRAM%" -XX:+UseG1GC -Xms64m -Xmx512m -XX:+ExitOnOutOfMemoryError -XX:MaxGCPauseMillis=10 ^
  -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 ^
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ^
  "-Dechosphere.home=%HOME_DIR%" %ECHOSPHERE_JVM_OPTS% -cp "%HOME_DIR%\lib\*" io.echosphere.worker.Main %*
