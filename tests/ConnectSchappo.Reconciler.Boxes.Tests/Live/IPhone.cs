namespace ConnectSchappo.Reconciler.Boxes.Tests.Live;

/// <summary>A registered phone with a call up to the box's echo.</summary>
public interface IPhone : IAsyncDisposable
{
    string Name { get; }

    /// <summary>Whether nobody has ended the call.</summary>
    bool IsUp { get; }

    /// <summary>The call's sound since the last account.</summary>
    Task<SoundAccount> Account();

    /// <summary>Waits for the box to end the call.</summary>
    Task Ended();
}
