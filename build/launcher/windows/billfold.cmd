@echo off
rem Billfold on the command line. Billfold.exe is a window program: a console neither waits for it nor shows what it
rem prints, so this starts it, passes its output on as it comes, waits, and gives its exit code.
setlocal
set "BILLFOLD_PROGRAM=%~dp0..\Billfold.exe"
set "BILLFOLD_ARGUMENTS=%*"
"%SystemRoot%\System32\WindowsPowerShell\v1.0\powershell.exe" -NoLogo -NoProfile -NonInteractive -Command "$start = New-Object System.Diagnostics.ProcessStartInfo; $start.FileName = $env:BILLFOLD_PROGRAM; $start.Arguments = $env:BILLFOLD_ARGUMENTS; $start.WorkingDirectory = (Get-Location).ProviderPath; $start.UseShellExecute = $false; $start.RedirectStandardOutput = $true; $start.RedirectStandardError = $true; $program = [System.Diagnostics.Process]::Start($start); $out = $program.StandardOutput.BaseStream.CopyToAsync([Console]::OpenStandardOutput()); $err = $program.StandardError.BaseStream.CopyToAsync([Console]::OpenStandardError()); $program.WaitForExit(); [System.Threading.Tasks.Task]::WaitAll($out, $err); exit $program.ExitCode"
exit /b %ERRORLEVEL%
