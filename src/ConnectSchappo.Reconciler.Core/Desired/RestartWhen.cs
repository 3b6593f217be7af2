namespace ConnectSchappo.Reconciler.Core.Desired;

public enum RestartWhen
{
    /// <summary>Only while no channel is up; waits for that, letting new calls through.</summary>
    Idle,

    /// <summary>At once, cutting calls.</summary>
    Now,

    /// <summary>Never by us: the restart stays pending until somebody makes it.</summary>
    Never,
}
