@echo off
rem Starts Greenroom: without arguments the window, with a subcommand the command line face.
setlocal enableextensions disabledelayedexpansion
set "HERE=%~dp0.."
set "FOUND="

rem The first Java of 25 or newer: its own, JAVA_HOME, the PATH, the usual folders.
call :consider "%HERE%\runtime"
if defined JAVA_HOME call :consider "%JAVA_HOME%"
for %%P in (java.exe) do if not "%%~$PATH:P"=="" call :consider "%%~dp$PATH:P.."
for %%R in ("Eclipse Adoptium" "Java" "Microsoft" "Zulu" "Amazon Corretto" "BellSoft") do (
  for /d %%J in ("%ProgramFiles%\%%~R\*") do call :consider "%%~J"
)
for /d %%J in ("%USERPROFILE%\.jdks\*") do call :consider "%%~J"
if not defined FOUND (
  echo greenroom: needs Java 25 or newer, and none was found; install one, or name its folder in JAVA_HOME. 1>&2
  exit /b 2
)

rem The command line face stays small whatever it moves; the window may take more.
rem The window starts sooner with a cache (docs/howto/make-packages.md); one that does not fit is ignored, without words.
set "SIZE=-XX:+UseSerialGC -Xmx128m"
set "CACHE="
if exist "%HERE%\greenroom.aot" set CACHE=-XX:AOTCache="%HERE%\greenroom.aot" -Xlog:disable
if "%~1"=="" set "SIZE=%CACHE%"
if "%~2"=="--window" set "SIZE=%CACHE%"

rem Names of files and people hold any letter, so the console shows UTF-8 meanwhile.
set "PAGE="
for /f "tokens=2 delims=:." %%C in ('chcp') do set "PAGE=%%C"
chcp 65001 >nul
"%FOUND%" --enable-native-access=ALL-UNNAMED -XX:-UsePerfData %SIZE% %GREENROOM_JAVA_OPTIONS% -cp "%HERE%\lib\*" app.greenroom.Launcher %*
set "STATUS=%ERRORLEVEL%"
if defined PAGE chcp %PAGE% >nul
exit /b %STATUS%

rem Takes a folder as the Java to use, if it holds one that is new enough by what its own file says.
:consider
if defined FOUND exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
set "MAJOR=0"
for /f "tokens=2 delims==." %%V in ('findstr /b "JAVA_VERSION=" "%~1\release"') do set MAJOR=%%V
set MAJOR=%MAJOR:"=%
if %MAJOR% geq 25 set "FOUND=%~1\bin\java.exe"
exit /b 0
