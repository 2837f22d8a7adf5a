@echo off
rem Runs the pinned Maven on Windows. UNTESTED: the project has only been run on Linux x86-64.
setlocal
set "VERSION=3.9.16"
set "SHA512=ed41650d42485cfc243fad22158caf9cbb5dc408ce7a09ddb94dd42a019de929ca43065bfa450612cf12bf78b5cafa3884b96c090de326ff590448c933454af3"
if not defined MAVEN_USER_HOME set "MAVEN_USER_HOME=%USERPROFILE%\.m2"
set "DISTS=%MAVEN_USER_HOME%\wrapper\dists"
set "TARGET=%DISTS%\apache-maven-%VERSION%"
if exist "%TARGET%\bin\mvn.cmd" goto run
echo [mvnw] downloading Maven %VERSION% from Maven's distribution site 1>&2
powershell -NoProfile -ExecutionPolicy Bypass -Command ^
  "$ErrorActionPreference = 'Stop';" ^
  "New-Item -ItemType Directory -Force -Path '%DISTS%' | Out-Null;" ^
  "$zip = Join-Path '%DISTS%' ('maven-' + [guid]::NewGuid() + '.zip');" ^
  "Invoke-WebRequest -UseBasicParsing -Uri 'https://archive.apache.org/dist/maven/maven-3/%VERSION%/binaries/apache-maven-%VERSION%-bin.zip' -OutFile $zip;" ^
  "if ((Get-FileHash -Algorithm SHA512 $zip).Hash.ToLower() -ne '%SHA512%') { Remove-Item $zip; throw 'wrong checksum: not used' };" ^
  "Expand-Archive -Path $zip -DestinationPath '%DISTS%' -Force; Remove-Item $zip"
if errorlevel 1 exit /b 1
:run
"%TARGET%\bin\mvn.cmd" %*
