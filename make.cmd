@echo off
rem Everything is done by tools\make.py, which the Makefile calls on Linux and macOS.
where py >nul 2>nul
if %errorlevel%==0 (
  py -3 "%~dp0tools\make.py" %*
) else (
  python "%~dp0tools\make.py" %*
)
exit /b %errorlevel%
