@echo off
rem Billfold on the command line. A console does not wait for a window program, but a batch file does, and Billfold.exe
rem writes to the console that started it, or into the file or pipe that it was given.
setlocal DisableDelayedExpansion
"%~dp0..\..\Billfold.exe" %*
exit /b %ERRORLEVEL%
