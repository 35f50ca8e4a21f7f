@echo off
rem Starts Greenroom: without arguments the window, with a subcommand the command line face.
setlocal enabledelayedexpansion
set "HERE=%~dp0.."
set "FOUND="
for %%J in ("%HERE%\runtime" "%JAVA_HOME%") do if not defined FOUND call :consider "%%~J"
if not defined FOUND for %%P in (java.exe) do if not "%%~$PATH:P"=="" call :consider "%%~dp$PATH:P.."
for %%R in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%USERPROFILE%\.jdks") do (
  if not defined FOUND if exist "%%~R" for /d %%J in ("%%~R\*") do if not defined FOUND call :consider "%%~J"
)
if not defined FOUND (
  echo greenroom: needs Java 25 or newer, and none was found; install one, or name its folder in JAVA_HOME. 1>&2
  exit /b 2
)
chcp 65001 >nul
"%FOUND%" --enable-native-access=ALL-UNNAMED %GREENROOM_JAVA_OPTIONS% -cp "%HERE%\lib\*" app.greenroom.Launcher %*
exit /b %ERRORLEVEL%

:consider
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
for /f "tokens=2 delims==." %%V in (findstr /b JAVA_VERSION= "%~1\release") do set "MAJOR=%%~V"
set "MAJOR=!MAJOR:"=!"
if !MAJOR! geq 25 set "FOUND=%~1\bin\java.exe"
exit /b 0
